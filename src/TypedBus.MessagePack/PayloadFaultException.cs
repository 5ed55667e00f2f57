namespace TypedBus.Runtime.Wire;

/// <summary>Says why bytes cannot be read, until the serializer says where.</summary>
internal sealed class PayloadFaultException(string reason) : Exception(reason);
