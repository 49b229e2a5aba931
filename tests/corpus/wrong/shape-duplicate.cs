namespace Corpus;

public static partial class WrongDuplicate
{
    [Task("a.b")] public static void Do() { } //! TT0005
    [Task("a.b")] public static void Run() { } //! TT0005
}
