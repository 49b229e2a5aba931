using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TypedTasks.Generated;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Shared;

/// <summary>Every task that the application has added, by its name and by the names that it had before.</summary>
internal sealed class TaskCatalog
{
    private readonly FrozenDictionary<string, TaskDefinition> tasks;

    public TaskCatalog(IEnumerable<ITaskRegistry> registries, IOptions<TypedTasksOptions> options)
    {
        var all = registries.ToArray();
        var byName = new Dictionary<string, TaskDefinition>(StringComparer.Ordinal);
        foreach (var task in all.SelectMany(static r => r.Tasks))
        {
            foreach (var name in task.Aliases.Prepend(task.Name))
            {
                if (byName.TryAdd(name, task) || byName[name] == task)
                    continue;
                if (byName[name].Invoker is null == task.Invoker is null)
                {
                    throw new InvalidOperationException(
                        $"Two tasks are called '{name}': {byName[name].Method} and {task.Method}. "
                        + "Give one of them another name with [Task(\"…\")], take it out of the Aliases of one, or add one implementation only.");
                }

                // What implements a contract stands for it.
                if (task.Invoker is not null)
                    byName[name] = task;
            }
        }

        foreach (var same in all.SelectMany(static r => r.Events).GroupBy(static e => e.Name, StringComparer.Ordinal))
        {
            if (same.FirstOrDefault(e => e.Value != same.First().Value) is { } other)
            {
                throw new InvalidOperationException(
                    $"Two events are called '{same.Key}', and what is said differs in type: {same.First().Property} and {other.Property}. Give one of them another name with [TaskEvent(\"…\")].");
            }
        }

        Count = byName.Values.Distinct().Count();

        tasks = TaskOverrides.Apply(byName, options.Value).ToFrozenDictionary(StringComparer.Ordinal);
        Known = [.. byName.Values.Distinct().Select(t => new KnownTask(t, tasks[t.Name])).OrderBy(static t => t.Name, StringComparer.Ordinal)];
        if (tasks.Values.Any(static t => t.IsRouted))
            Route = name => tasks.GetValueOrDefault(name) is { IsRouted: true } task ? task.Queue : null;
        Json = TaskJson.Create(all.SelectMany(static r => r.JsonResolvers));
    }

    public JsonSerializerOptions Json { get; }

    /// <summary>The queue of a task where the application says it; null for what the attribute says. Null where the application says nothing of any.</summary>
    public Func<string, string?>? Route { get; }

    public IEnumerable<string> Queues => QueuesOf(tasks.Values);

    /// <summary>The queues of tasks that can be run here.</summary>
    public IEnumerable<string> RunQueues => QueuesOf(tasks.Values.Where(static t => t.Invoker is not null));

    /// <summary>A task whose runs are limited, or null.</summary>
    public TaskDefinition? Limited => tasks.Values.FirstOrDefault(IsLimited);

    public int Count { get; }

    /// <summary>The tasks by name, with what their attributes say.</summary>
    public IReadOnlyList<KnownTask> Known { get; }

    /// <summary>
    /// Why a plan cannot be run, or null: while a step waits for its turn by a limit of its task, others of its ordering key would
    /// overtake it.
    /// </summary>
    public string? OrderingConflict(PlanNode root) => PlanWalk.HasOrderingKeys(root) ? FindConflict(root) : null;

    /// <summary>The task that messages ask for by that name, be it the one that it has now or one that it had.</summary>
    public TaskDefinition? Find(string name) => tasks.GetValueOrDefault(name);

    /// <summary>A task of these queues that nothing implements, or null.</summary>
    public TaskDefinition? Unimplemented(IReadOnlyList<string> queues) =>
        tasks.Values.Where(t => t.Invoker is null && queues.Contains(t.Queue ?? QueueNames.Default)).MinBy(static t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<string> QueuesOf(IEnumerable<TaskDefinition> tasks) => tasks
        .SelectMany(static t => t.IsRouted ? new[] { t.Queue, t.DeclaredQueue } : [t.Queue])
        .Select(static q => q ?? QueueNames.Default)
        .Distinct();

    private string? FindConflict(PlanNode root)
    {
        string? task = null;
        PlanWalk.Any(root, node =>
        {
            if (node.Call is { OrderingKey: not null } step && Find(step.Name) is { } found && IsLimited(found))
                task = step.Name;
            return task is not null;
        });
        return task is null
            ? null
            : $"The call of task '{task}' has an ordering key, and the task has a rate or concurrency limit. While a step waits for it, "
                + "others of its key would overtake it: leave one of them out.";
    }

    private static bool IsLimited(TaskDefinition task) => task.RateLimit is not null || task.MaxConcurrency > 0;
}
