using System.Reflection;
using System.Text.Json;

namespace TypedTasks.Hosting.Tests;

/// <summary>What a client is told goes to browsers and scripts as it is: states and reasons are text there.</summary>
public sealed class JsonTextTests
{
    [Fact]
    public void Enums_of_what_a_client_is_told_are_text_in_json()
    {
        HashSet<Type> seen = [];
        foreach (var type in new[] { typeof(ITaskClient), typeof(ISchedules), typeof(IEventLinks) })
        {
            foreach (var method in type.GetMethods())
                Visit(method.ReturnType, seen);
        }

        var enums = seen.Where(static t => t.IsEnum).ToList();
        Assert.Contains(typeof(RaiseOutcome), enums);
        Assert.Contains(typeof(ScheduleOverlap), enums);
        Assert.Contains(typeof(FlowRefusal), enums);
        Assert.Empty(enums.Where(static t => JsonSerializer.Serialize(Enum.GetValues(t).GetValue(0), t)[0] != '"').Select(static t => t.Name));
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Visit(argument, seen);
        if (type.IsGenericType)
            type = type.GetGenericTypeDefinition();
        if (type.Assembly != typeof(ITaskClient).Assembly || !seen.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Visit(property.PropertyType, seen);
    }
}
