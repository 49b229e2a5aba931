namespace Corpus;

public static partial class WrongImplicitlyPrivate
{
    [Task] static void Do() { } //! TT0006
}
