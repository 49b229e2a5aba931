using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Worker;

/// <summary>Instance tasks: created from the container for each step.</summary>
public sealed partial class Greeter(Greetings greetings)
{
    [Task]
    public string Greet(string name) => $"{greetings.Word} {name}";

    [Task]
    public Task<string> GreetLoudly(string name, [FromKeyedServices("loud")] Greetings loud) =>
        Task.FromResult($"{loud.Word} {name}");

    [Task]
    public static string GreetWith(string name, [FromServices] Greetings greetings) => $"{greetings.Word}, {name}";
}
