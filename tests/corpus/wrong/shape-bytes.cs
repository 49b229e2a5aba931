namespace Corpus;

public static partial class WrongBytes
{
    [Task] public static void Do(byte[] file) { } //! TT2004
}
