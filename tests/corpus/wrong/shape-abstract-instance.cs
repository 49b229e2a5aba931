namespace Corpus;

public abstract partial class WrongAbstractInstance //! TT0010
{
    [Task] public void Do() { }
}
