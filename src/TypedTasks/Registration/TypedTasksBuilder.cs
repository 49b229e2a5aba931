using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Generated;
using TypedTasks.Security;

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

    /// <summary>
    /// Protects values: bodies of messages and what the store keeps are unreadable without the protector. Every client and worker of the system needs one that reads what the
    /// others write; what was written in clear before is read still. The first protector that is named counts.
    /// </summary>
    /// <param name="protector">What protects values; it is disposed by whoever made it.</param>
    public TypedTasksBuilder UseValueProtector(IValueProtector protector)
    {
        ArgumentNullException.ThrowIfNull(protector);
        Services.TryAddSingleton(protector);
        return this;
    }

    /// <inheritdoc cref="UseValueProtector(IValueProtector)"/>
    /// <param name="create">Makes what protects values, once; it is disposed with the services.</param>
    public TypedTasksBuilder UseValueProtector(Func<IServiceProvider, IValueProtector> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.TryAddSingleton(create);
        return this;
    }
}
