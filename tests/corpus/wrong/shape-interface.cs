namespace Corpus;

public partial interface WrongInterface
{
    [Task] static void Do() { } //! TT0008
}
