namespace Corpus;

public abstract record WrongAbstractDataShape;

public static partial class WrongAbstractData
{
    [Task] public static WrongAbstractDataShape? Do() => null; //! TT2002
}
