namespace Corpus;

public static partial class WrongDuplicate2
{
    [Task("photos.load")] public static void Do() { } //! TT0005
}
