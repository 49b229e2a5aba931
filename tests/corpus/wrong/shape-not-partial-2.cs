namespace Corpus;

public sealed class WrongNotPartial2 //! TT0001
{
    [Task] public void Do() { }
}
