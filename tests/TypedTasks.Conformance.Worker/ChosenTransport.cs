using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Worker;

/// <summary>The transport of a run: the lean one, or with <c>TYPEDTASKS_TRANSPORT=servicebus</c> the one on the official client.</summary>
public static class ChosenTransport
{
    private const string Variable = "TYPEDTASKS_TRANSPORT";

    public static TypedTasksBuilder UseChosenTransport(this TypedTasksBuilder builder, string connectionString) =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            null or "" or "amqp" => builder.UseAmqp(connectionString),
            "servicebus" => builder.UseServiceBus(connectionString),
            var other => throw new FormatException($"{Variable} is '{other}': write amqp or servicebus."),
        };
}
