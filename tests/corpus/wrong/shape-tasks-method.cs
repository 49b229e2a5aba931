namespace Corpus;

public static partial class WrongTasksMethod
{
    [Task] public static void Tasks() { } //! TT0011
}
