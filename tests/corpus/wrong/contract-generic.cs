namespace Corpus;

public partial interface IWrongBox<T> //! TT0007
{
    [Task] int Pack(int a);
}
