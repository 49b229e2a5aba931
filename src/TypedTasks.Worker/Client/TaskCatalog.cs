using System.Collections.Frozen;
using System.Text.Json;
using TypedTasks.Contracts;
using TypedTasks.Serialization;

namespace TypedTasks.Worker;

/// <summary>Every task that the application has added, by its name and by the names that it had before.</summary>
internal sealed class TaskCatalog
{
    private readonly FrozenDictionary<string, TaskDefinition> tasks;

    public TaskCatalog(IEnumerable<ITaskRegistry> registries)
    {
        var all = registries.ToArray();
        var byName = new Dictionary<string, TaskDefinition>(StringComparer.Ordinal);
        foreach (var task in all.SelectMany(static r => r.Tasks))
        {
            foreach (var name in task.Aliases.Prepend(task.Name))
            {
                if (!byName.TryAdd(name, task) && byName[name] != task)
                {
                    throw new InvalidOperationException(
                        $"Two tasks are called '{name}': {byName[name].Method} and {task.Method}. "
                        + "Give one of them another name with [Task(\"…\")], or take it out of the Aliases of one.");
                }
            }

            Count++;
        }

        tasks = byName.ToFrozenDictionary(StringComparer.Ordinal);
        Json = TaskJson.Create(all);
    }

    public JsonSerializerOptions Json { get; }

    public IEnumerable<string> Queues => tasks.Values.Select(static t => t.Queue ?? QueueNames.Default).Distinct();

    /// <summary>A task whose runs are limited, or null.</summary>
    public TaskDefinition? Limited => tasks.Values.FirstOrDefault(static t => t.RateLimit is not null || t.MaxConcurrency > 0);

    public int Count { get; }

    /// <summary>The task that messages ask for by that name, be it the one that it has now or one that it had.</summary>
    public TaskDefinition? Find(string name) => tasks.GetValueOrDefault(name);
}
