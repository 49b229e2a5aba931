namespace Corpus;

public static partial class WrongGenericClass<T> //! TT0007
{
    [Task] public static void Do() { }
}
