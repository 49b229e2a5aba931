namespace Corpus;

public partial class WrongPrivateConstructor //! TT0010
{
    private WrongPrivateConstructor() { }
    [Task] public void Do() { }
}
