namespace Corpus;

public interface IShape;

public static partial class WrongInterfaceData
{
    [Task] public static void Do(IShape value) { } //! TT2002
}
