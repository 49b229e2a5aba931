using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Generated;

namespace TypedTasks.Hosting.Tests;

/// <summary>A registry in which one task is missing, as in a worker of an older version.</summary>
internal sealed class WithoutOne(ITaskRegistry inner, string missing) : ITaskRegistry
{
    public IReadOnlyList<TaskDefinition> Tasks { get; } = [.. inner.Tasks.Where(t => t.Name != missing)];

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => inner.JsonResolvers;

    /// <summary>Adds all tasks but <see cref="Ledger.NotThere"/>.</summary>
    public static void Configure(TypedTasksBuilder builder)
    {
        builder.AddTypedTasksHostingTestsTasks();
        var services = builder.Services;

        // Few passes: the matrix looks at hours of a thousand flows.
        services.Configure<WorkerOptions>(static o => o.ReconcileInterval = TimeSpan.FromMinutes(2));
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ImplementationInstance is ITaskRegistry registry)
                services[i] = ServiceDescriptor.Singleton<ITaskRegistry>(new WithoutOne(registry, Ledger.Missing));
        }
    }
}
