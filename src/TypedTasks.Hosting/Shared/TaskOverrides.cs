using TypedTasks.Generated;

namespace TypedTasks.Hosting.Shared;

/// <summary>What the application says of its tasks and their queues (<see cref="TypedTasksOptions.Tasks"/>, <see cref="TypedTasksOptions.Routes"/>).</summary>
internal static class TaskOverrides
{
    private const string NoRate = "none";

    /// <summary>The tasks as they are to be, by the names of those that are.</summary>
    /// <param name="tasks">The tasks, by their names and those that they had.</param>
    /// <param name="options">What is said.</param>
    /// <exception cref="InvalidOperationException">It says something of a task that is not there, or something that cannot be.</exception>
    public static Dictionary<string, TaskDefinition> Apply(Dictionary<string, TaskDefinition> tasks, TypedTasksOptions options)
    {
        if (options.Tasks.Count == 0 && options.Routes.Count == 0)
            return tasks;
        Dictionary<TaskDefinition, ConfiguredTask> settings = [];
        foreach (var (name, said) in options.Tasks)
        {
            var task = tasks.GetValueOrDefault(name) ?? throw new InvalidOperationException(
                $"TypedTasksOptions.Tasks (configuration TypedTasks:Tasks) names the task '{name}', which is not registered here. {Nearest.Advice(name, tasks.Keys)}");
            settings[task] = said;
        }

        foreach (var (pattern, queue) in options.Routes)
        {
            if (string.IsNullOrWhiteSpace(queue))
                throw new InvalidOperationException($"The route of '{pattern}' (configuration TypedTasks:Routes) names no queue.");
            if (!tasks.Values.Any(t => Fits(pattern, t.Name)))
                throw new InvalidOperationException($"The route of '{pattern}' to queue '{queue}' (configuration TypedTasks:Routes) fits no task that is registered here. {Nearest.Advice(pattern, tasks.Keys)}");
        }

        var changed = tasks.Values.Distinct().ToDictionary(static t => t, t => With(t, settings.GetValueOrDefault(t), options));
        return tasks.ToDictionary(static t => t.Key, t => changed[t.Value], StringComparer.Ordinal);
    }

    private static TaskDefinition With(TaskDefinition task, ConfiguredTask? said, TypedTasksOptions options)
    {
        var queue = said?.Queue ?? options.Routes.Where(r => Fits(r.Key, task.Name)).OrderByDescending(static r => r.Key.Length).ThenByDescending(static r => !r.Key.EndsWith('*')).Select(static r => r.Value).FirstOrDefault();
        return queue is null && said is null ? task : task.With(
            queue ?? task.Queue,
            isRouted: queue is not null,
            Checked(task, nameof(ConfiguredTask.MaxRetries), said?.MaxRetries, RetryPolicy.MaxRetriesLimit) ?? task.MaxRetries,
            said?.RateLimit is { } rate ? Rate(task, rate) : task.RateLimit,
            Checked(task, nameof(ConfiguredTask.MaxConcurrency), said?.MaxConcurrency, int.MaxValue) ?? task.MaxConcurrency);
    }

    private static RateLimit? Rate(TaskDefinition task, string text)
    {
        try
        {
            return text == NoRate ? null : RateLimit.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"RateLimit of task '{task.Name}' (TypedTasksOptions.Tasks, configuration TypedTasks:Tasks): {e.Message} For no limit write none.", e);
        }
    }

    private static int? Checked(TaskDefinition task, string option, int? value, int most) => value is null || (value >= 0 && value <= most)
        ? value
        : throw new InvalidOperationException($"{option} of task '{task.Name}' (TypedTasksOptions.Tasks, configuration TypedTasks:Tasks) is {value}: it must be from 0{(most < int.MaxValue ? $" to {most}" : " on")}.");

    private static bool Fits(string pattern, string task) =>
        pattern.EndsWith('*') ? task.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == task;
}
