namespace Corpus;

public static partial class WrongReturnsTaskTask
{
    [Task] public static Task<Task<int>> Do() => throw new NotSupportedException(); //! TT0012
}
