namespace Corpus;

public static partial class WrongReturnsAsyncEnumerable
{
    [Task] public static async IAsyncEnumerable<int> Do() { await Task.Yield(); yield return 1; } //! TT0012
}
