namespace Corpus;

public static partial class WrongTasksField
{
    [Task] public static void Do() { }
    public static readonly int Tasks = 1; //! TT0011
}
