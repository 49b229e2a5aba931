namespace Corpus;

public static partial class WrongName
{
    [Task("my task")] public static void Do() { } //! TT0014
}
