namespace Corpus;

public partial interface IWrongHalf
{
    [Task] int Halve(int a);
}

[TaskImplementation]
public abstract class WrongHalf : IWrongHalf //! TT0022
{
    public abstract int Halve(int a);
}
