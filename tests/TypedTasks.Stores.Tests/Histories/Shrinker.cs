namespace TypedTasks.Stores.Tests;

/// <summary>Makes a history that shows a difference short.</summary>
internal static class Shrinker
{
    public static async Task<IReadOnlyList<Step>> ShrinkAsync(HistoryRun run, IReadOnlyList<Step> history)
    {
        // Steps in pieces, half of them first; then the operations of each call.
        for (var size = Math.Max(1, history.Count / 2); size > 0; size /= 2)
        {
            for (var first = 0; first < history.Count;)
            {
                Step[] without = [.. history.Take(first), .. history.Skip(first + size)];
                if (await run.RunAsync(without) is null)
                    first += size;
                else
                    history = without;
            }
        }

        for (var i = 0; i < history.Count; i++)
        {
            for (var o = 0; history[i] is CallStep { Recipes.Count: > 1 } call && o < call.Recipes.Count;)
            {
                Step[] without = [.. history.Take(i), new CallStep([.. call.Recipes.Take(o), .. call.Recipes.Skip(o + 1)]), .. history.Skip(i + 1)];
                if (await run.RunAsync(without) is null)
                    o++;
                else
                    history = without;
            }
        }

        return history;
    }
}
