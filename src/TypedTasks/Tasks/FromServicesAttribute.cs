namespace TypedTasks;

/// <summary>
/// The parameter is not data: it comes from the worker's container, in a scope of the step's own. For a keyed
/// service use <c>[FromKeyedServices]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
