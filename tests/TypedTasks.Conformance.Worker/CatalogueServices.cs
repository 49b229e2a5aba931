using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Worker;

/// <summary>What the tasks of the catalogue take from the container.</summary>
public static class CatalogueServices
{
    public static void Add(IServiceCollection services, string notes)
    {
        services.AddSingleton(new Notebook(notes));
        services.AddSingleton(new Greetings("hello"));
        services.AddKeyedSingleton("loud", new Greetings("HELLO"));
    }
}
