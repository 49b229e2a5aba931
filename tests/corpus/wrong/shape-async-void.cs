namespace Corpus;

public static partial class WrongAsyncVoid
{
    [Task] public static async void Do() => await Task.Yield(); //! TT0004
}
