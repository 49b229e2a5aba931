namespace Corpus;

public partial interface WrongInterface //! TT0009
{
    [Task] static void Do() { }
}
