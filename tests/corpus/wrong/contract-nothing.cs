namespace Corpus;

public interface IWrongPlain
{
    int Count(int a);
}

[TaskImplementation]
public sealed class WrongPlain : IWrongPlain //! TT0022
{
    public int Count(int a) => a;
}
