namespace Corpus;

public static partial class WrongLocalFunction
{
    public static void Do()
    {
        [Task] void Inner() { } //! TT0008
        Inner();
    }
}
