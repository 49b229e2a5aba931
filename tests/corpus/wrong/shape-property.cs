namespace Corpus;

public static partial class WrongProperty
{
    public static int P { [Task] get => 1; } //! TT0008
}
