namespace Corpus;

public static partial class WrongReturnsSpan
{
    [Task] public static Span<int> Do() => default; //! TT0012
}
