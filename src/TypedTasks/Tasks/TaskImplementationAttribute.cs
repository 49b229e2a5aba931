namespace TypedTasks;

/// <summary>
/// Lets a class run the tasks of the interfaces that it implements: those with methods marked <see cref="TaskAttribute"/>, which a project
/// of contracts shares with whoever only sends. Names, queues and defaults are those of the interface; services come by the constructor.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskImplementationAttribute : Attribute;
