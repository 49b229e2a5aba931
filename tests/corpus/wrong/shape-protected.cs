namespace Corpus;

public partial class WrongProtected
{
    [Task] protected void Do() { } //! TT0006
}
