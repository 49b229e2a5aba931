using TypedTasks.Generated;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddTypedTasks()</c> returns: transports, stores, workers and the tasks of assemblies are added to it.</summary>
/// <param name="services">The services of the application.</param>
public sealed class TypedTasksBuilder(IServiceCollection services)
{
    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Adds the tasks of an assembly; the generated <c>Add…Tasks()</c> calls it. Adding one twice changes nothing.</summary>
    /// <param name="registry">The tasks.</param>
    public TypedTasksBuilder AddRegistry(ITaskRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        if (!Services.Any(s => ReferenceEquals(s.ImplementationInstance, registry)))
            Services.AddSingleton(registry);
        return this;
    }
}
