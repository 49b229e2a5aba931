namespace Corpus;

public static partial class PlanRight
{
    [Task] public static ISignature<int> Count(int n) => n == 0 ? Photos.Tasks.Add(1, 2) : Photos.Tasks.Clean() >> Tasks.Count(n - 1);
    [Task(RateLimit = "100/m", MaxConcurrency = 5)] public static Task<ISignature<Photo>> Find(string path) => Task.FromResult<ISignature<Photo>>(Photos.Tasks.Load(path));
}
