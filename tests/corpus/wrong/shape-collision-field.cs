namespace Corpus;

public static partial class WrongCollisionField
{
    [Task] public static void Do(int a) { }

    static partial class Tasks
    {
        public static int Do; //! TT0013
    }
}
