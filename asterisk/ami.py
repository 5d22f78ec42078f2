"""A small AMI client: Ami connects, logs in, sends actions and records the raw stream."""
import hashlib, os, socket, sys, threading, time


class Ami:
    def __init__(self, port=5038, user='admin', secret='amisecret', host='127.0.0.1', events='on',
                 record=None, login=True, md5=False, rcvbuf=None):
        """record: a path; the bytes received go to it as they are, and PATH.times tells when (see README.md)."""
        self.events, self.pending, self.closed = [], {}, False
        self.changed, self.number = threading.Condition(), 0
        self.raw = open(record, 'wb') if record else None
        self.times = open(os.path.splitext(record)[0] + '.times', 'w') if record else None
        self.bytes, self.began = 0, time.time()
        self.sock = socket.socket()
        if rcvbuf:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, rcvbuf)
        self.sock.settimeout(5)
        self.sock.connect((host, port))
        self.sock.settimeout(None)
        if self.times:
            print('# began %.6f' % self.began, file=self.times)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if login and md5:
            key = self.action('Challenge', AuthType='MD5')[0]['Challenge']
            answer = self.action('Login', Username=user, AuthType='MD5', Events=events,
                                 Key=hashlib.md5((key + secret).encode()).hexdigest())
        elif login:
            answer = self.action('Login', Username=user, Secret=secret, Events=events)
        if login:
            if not answer:
                raise ConnectionError('closed before the login was answered')
            self.login = answer[0]

    def _read(self):
        data = b''
        while True:
            try:
                chunk = self.sock.recv(65536)
            except OSError:
                chunk = b''
            now = time.time()
            if not chunk:
                break
            if self.raw:
                self.raw.write(chunk)
            data += chunk
            if self.bytes == 0 and b'\r\n' in data:  # the greeting is one line without an empty line after it
                line, data = data.split(b'\r\n', 1)
                self._note('R', 0, now, line.decode())
                self.bytes = len(line) + 2
            while b'\r\n\r\n' in data:
                block, data = data.split(b'\r\n\r\n', 1)
                fields = {}
                for line in block.decode('utf-8', 'replace').split('\r\n'):
                    name, _, value = line.partition(': ' if ': ' in line else ':')
                    fields[name] = fields[name] + '\n' + value if name in fields else value
                self._note('R', self.bytes, now, fields.get('Event') or 'Response ' + fields.get('Response', '?'))
                self.bytes += len(block) + 4
                fields['_at'] = now
                with self.changed:
                    waiting = self.pending.get(fields.get('ActionID'))
                    (self.events if waiting is None else waiting).append(fields)
                    self.changed.notify_all()
        with self.changed:
            self._note('R', self.bytes, now, '(connection closed)')
            if self.raw:
                self.raw.flush()
            self.closed = True
            self.changed.notify_all()

    def _note(self, way, offset, now, text):
        if self.times and not self.times.closed:
            print('%s\t%d\t%.6f\t%s' % (way, offset, now - self.began, text), file=self.times, flush=True)

    def send(self, text):
        self._note('S', self.bytes, time.time(), text.strip().replace('\r\n', ' | '))
        self.sock.sendall(text.encode())

    def action(self, action, wait=5, **fields):
        """Sends one action and returns its response, followed by its list if it has one."""
        self.number += 1
        number, answer = 'r%d' % self.number, []
        self.pending[number] = answer
        lines = ['Action: ' + action, 'ActionID: ' + number]
        for name, values in fields.items():
            lines += ['%s: %s' % (name, v) for v in (values if isinstance(values, list) else [values])]
        self.send('\r\n'.join(lines) + '\r\n\r\n')

        def complete():
            if self.closed:
                return True
            if not answer:
                return False
            first, last = answer[0], answer[-1]
            listing = first.get('EventList', '').lower() == 'start' and first.get('Response') == 'Success'
            return not listing or last.get('EventList', '').lower() in ('complete', 'cancelled')
        with self.changed:
            self.changed.wait_for(complete, wait)
        del self.pending[number]
        return answer

    def command(self, line):
        return self.action('Command', Command=line)[0].get('Output', '')

    def wait_for(self, event, wait=10, since=0, **fields):
        """The first event of that name and with those fields (Ami.events from index since on), or None."""
        def find():
            return next((e for e in self.events[since:] if e.get('Event') == event
                         and all(e.get(k) == v for k, v in fields.items())), None)
        with self.changed:
            self.changed.wait_for(lambda: find() or self.closed, wait)
            return find()

    def close(self, logoff=False):
        if logoff and not self.closed:
            self.action('Logoff', wait=2)
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.reader.join(2)
        self.sock.close()
        for f in (self.raw, self.times):
            if f:
                f.close()


if __name__ == '__main__':  # ami.py wait PORT SECRET PID TEXT: until that Asterisk is fully booted, then TEXT
    _, _, port, secret, pid, text = sys.argv
    for _ in range(1000):
        try:
            os.kill(int(pid), 0)
            ami = Ami(int(port), secret=secret)
            booted = ami.login['Response'] == 'Success' and ami.wait_for('FullyBooted', 30)
            version = ami.action('CoreSettings')[0].get('AsteriskVersion') if booted else None
            ami.close()
            if version:
                break
        except ProcessLookupError:
            sys.exit('Asterisk ended: see log/console and log/messages in its folder')
        except OSError:
            pass
        time.sleep(0.03)
    else:
        sys.exit('no AMI on port %s' % port)
    print('Asterisk', version, text)
