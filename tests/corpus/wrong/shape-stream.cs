namespace Corpus;

public static partial class WrongStream
{
    [Task] public static void Do(Stream file) { } //! TT0003
}
