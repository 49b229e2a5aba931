namespace Corpus;

public static class WrongNotPartial //! TT0001
{
    [Task] public static void Do() { }
}
