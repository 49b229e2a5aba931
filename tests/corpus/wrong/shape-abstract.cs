namespace Corpus;

public abstract partial class WrongAbstract //! TT0010
{
    [Task] public abstract void Do(); //! TT0008
}
