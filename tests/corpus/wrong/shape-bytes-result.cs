namespace Corpus;

public static partial class WrongBytesResult
{
    [Task] public static byte[] Do() => []; //! TT2004
}
