namespace Corpus;

public static partial class WrongAsyncVoid2
{
    [Task] public static async void Do(int a) //! TT0004
    {
        await Task.Yield();
        GC.KeepAlive(a);
    }
}
