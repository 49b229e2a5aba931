namespace Corpus;

public static partial class PlanDirect
{
    [Task] public static ISignature<int> Count(int n) => n == 0 ? Photos.Tasks.Add(1, 2) : Count(n - 1); //! TT1006
}
