namespace Corpus;

public interface IWrongClosed //! TT0001
{
    [Task] int Pack(int a);
}
