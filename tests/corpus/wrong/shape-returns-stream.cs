namespace Corpus;

public static partial class WrongReturnsStream
{
    [Task] public static Stream Do() => Stream.Null; //! TT0012
}
