namespace Corpus;

public static partial class WrongCollision
{
    [Task] public static void Do(int a) { }

    static partial class Tasks
    {
        public static int Do(int number) => number; //! TT0013
    }
}
