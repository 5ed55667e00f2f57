namespace TypedBus.Routing;

/// <summary>Holds what the handlers of a dispatch returned until all of them have ended.</summary>
/// <remarks>One dispatch uses it at a time. Its nodes are used again, so that a repeated dispatch allocates nothing.</remarks>
internal sealed class DeferredResults
{
    private readonly List<Node> _nodes = [];
    private int _count;

    public void Add<TEvent>(in TEvent result, in DeliveryHeader header)
    {
        Node<TEvent> node;
        if (_count == _nodes.Count)
        {
            _nodes.Add(node = new Node<TEvent>());
        }
        else if (_nodes[_count] is Node<TEvent> used)
        {
            node = used;
        }
        else
        {
            _nodes[_count] = node = new Node<TEvent>();
        }

        _count++;
        node.Fill(in result, in header);
    }

    public int Count => _count;

    public ValueTask PublishAsync(int index, EventBus bus) => _nodes[index].PublishAsync(bus);

    public void Clear() => _count = 0;

    private abstract class Node
    {
        public abstract ValueTask PublishAsync(EventBus bus);
    }

    private sealed class Node<TEvent> : Node
    {
        private TEvent _event = default!;
        private DeliveryHeader _header;

        public void Fill(in TEvent @event, in DeliveryHeader header)
        {
            _event = @event;
            _header = header;
        }

        public override ValueTask PublishAsync(EventBus bus)
        {
            var (@event, header) = (_event, _header);
            (_event, _header) = (default!, default);
            return bus.PublishDispatchedAsync(in @event, in header);
        }
    }
}
