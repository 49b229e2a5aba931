public static partial class Search
{
    [Task] public static int Count(string word) => word.Length;
    [Task] public static ISignature<int> Plan(string word) => Tasks.Count(word);
    [Task] public static async Task<IGroup<int>> PlanAll(string[] words) { await Task.Yield(); return Group.Of(words.Select(Tasks.Count)); }
    [Task] public static ValueTask<Signature<int>> Again(string word) => new(word.Length > 9 ? Tasks.Count(word) : Tasks.Again(word + word));
    [Task] public static string Report(IReadOnlyList<Outcome<int>> counts, TaskFailure? failure, Outcome<(int, string)> last) => "";
}
