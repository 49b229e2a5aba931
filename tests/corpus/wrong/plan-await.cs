namespace Corpus;

public static partial class PlanAwait
{
    [Task] public static Task<ISignature<int>> Count(int n) => Task.FromResult<ISignature<int>>(Photos.Tasks.Add(n, 2));

    public static async Task<ISignature<int>> Twice(int n) => await PlanAwait.Count(n + n); //! TT1006
}
