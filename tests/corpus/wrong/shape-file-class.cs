namespace Corpus;

file static partial class FileWork //! TT0006
{
    [Task] public static void Do() { }
}
