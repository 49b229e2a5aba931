namespace Corpus;

public static partial class WrongDelegate
{
    [Task] public static void Do(Action action) { } //! TT0003
}
